//! Makes the engine's customers fit to show. Server only.

use domain::{access::Permission, id::CustomerId};
use engine::{
    Error,
    customers::{Customer, CustomerFilter},
    links::LinkFilter,
    page::{Count, Page, PageRequest},
    usages::Usage,
};
use leptos::prelude::*;

use super::{
    CustomerForm,
    shown::{
        CustomerDetail, CustomerRow, CustomersShown,
        detail::CustomerView,
        form::{AddFields, CustomerFormView},
        list::CustomerList,
    },
};
use crate::{
    dashboard::{
        desk::{Desk, listed, page_of},
        fragment::Fragment,
        links::{
            ALL as LINKS, Added, ListQuery, NamedPage,
            shown::{BoundTo, UsageRow},
        },
    },
    error::AppError,
    ui::select::Choice,
};

/// Links of a customer that its page shows; the list of links has the rest.
const LINKS_SHOWN: u32 = 10;
/// Customers that a choice shows before it has to be searched.
const CHOICES: u32 = 50;

/// What an address asks for.
pub fn customer_filter(query: &ListQuery) -> CustomerFilter {
    CustomerFilter { q: Some(query.q.clone()).filter(|q| !q.is_empty()), ..CustomerFilter::default() }
}

impl Desk {
    pub fn customers_page(&self, page: Page<Customer>, total: Count, query: ListQuery) -> Fragment {
        let base = self.engine.settings().base_url.as_str().trim_end_matches('/');
        let shown = CustomersShown {
            total: self.total(total),
            listed: listed(page, &query, |customer| self.customer_row(customer), |row| row.id.clone()),
            api_url: format!("{base}/api/v1"),
        };
        self.show(|| view! { <CustomerList shown query /> })
    }

    fn customer_row(&self, customer: Customer) -> CustomerRow {
        CustomerRow {
            id: customer.id.to_string(),
            name: customer.name.to_string(),
            email: customer.email.map(|email| email.to_string()),
            phone: customer.phone.map(|phone| phone.to_string()),
            reference: customer.reference.map(|reference| reference.to_string()),
            created: self.clock.when(customer.created_at),
        }
    }

    pub async fn customer_page(&self, customer: Customer, query: ListQuery) -> Result<NamedPage, AppError> {
        let id = customer.id;
        let filter = LinkFilter { customer_id: Some(id), ..LinkFilter::default() };
        let few = PageRequest::try_new(LINKS_SHOWN, None).unwrap_or_default();
        let links = self.engine.list_links(&self.actor, &filter, &few).await?;
        let usages = self.engine.list_customer_usages(&self.actor, id, &page_of(&query)).await?;
        let detail = CustomerDetail {
            metadata: customer.metadata.pairs().clone().into_iter().collect(),
            more_links: links.has_more,
            links: links.items.iter().map(|link| self.link_row(link)).collect(),
            usages: listed(usages, &query, |usage| self.usage_of_customer(usage), |(row, _)| row.id.clone()),
            may_write: self.actor.may(Permission::WriteCustomers),
            row: self.customer_row(customer),
        };
        let (name, csrf) = (detail.row.name.clone(), self.csrf.clone());
        Ok(NamedPage { name, body: self.show(|| view! { <CustomerView detail query csrf /> }) })
    }

    /// A usage, and where it opens: on the page of its link.
    fn usage_of_customer(&self, usage: Usage) -> (UsageRow, String) {
        let href = format!("{LINKS}/{}?usage={}", usage.link_id, usage.id);
        (self.usage_row(usage), href)
    }

    /// The form of one, or of a new one; `sent` was refused.
    pub fn customer_form(
        &self,
        current: Option<Customer>,
        sent: Option<CustomerForm>,
    ) -> Result<Fragment, AppError> {
        if !self.actor.may(Permission::WriteCustomers) {
            return Err(Error::Forbidden.into());
        }
        let (id, csrf) = (current.as_ref().map(|customer| customer.id.to_string()), self.csrf.clone());
        let form =
            sent.unwrap_or_else(|| CustomerForm::new(self.locale, current.map(pairs).unwrap_or_default()));
        Ok(self.show(|| view! { <CustomerFormView id form csrf /> }))
    }

    /// The fields of a customer that is added from the form of a link; nothing for who may not add.
    pub fn customer_fields(&self) -> Option<Fragment> {
        let may = self.actor.may(Permission::WriteCustomers);
        may.then(|| self.added_fields(CustomerForm::new(self.locale, Vec::new())))
    }

    fn added_fields(&self, form: CustomerForm) -> Fragment {
        self.show(|| view! { <AddFields form /> })
    }

    /// Adds a customer from those fields.
    pub async fn add_customer(&self, entered: Vec<(String, String)>) -> Result<Added, AppError> {
        if !self.actor.may(Permission::WriteCustomers) {
            return Err(Error::Forbidden.into());
        }
        let mut form = CustomerForm::new(self.locale, entered);
        let Some(new) = form.read() else { return Ok(Added::Wrong(self.added_fields(form))) };
        match self.engine.create_customer(&self.actor, new).await {
            Ok(made) => {
                Ok(Added::Made { choices: self.customer_choices("").await?.0, value: made.id.to_string() })
            }
            Err(error) => {
                form.refuse(error)?;
                Ok(Added::Wrong(self.added_fields(form)))
            }
        }
    }

    /// Customers to choose from, the newest of those that a search finds; and whether there are more.
    pub async fn customer_choices(&self, q: &str) -> Result<(Vec<Choice>, bool), AppError> {
        let filter = CustomerFilter {
            q: Some(q.to_owned()).filter(|q| !q.trim().is_empty()),
            ..CustomerFilter::default()
        };
        let few = PageRequest::<CustomerId>::try_new(CHOICES, None).unwrap_or_default();
        let page = self.engine.list_customers(&self.actor, &filter, &few).await?;
        Ok((page.items.into_iter().map(choice).collect(), page.has_more))
    }

    /// The same, with one that is chosen already.
    pub async fn customer_choices_with(&self, chosen: &str) -> Result<(Vec<Choice>, bool), AppError> {
        let (mut choices, more) = self.customer_choices("").await?;
        if let Ok(id) = chosen.parse::<CustomerId>()
            && choices.iter().all(|choice| choice.value != chosen)
            && let Some(customer) = self.engine.find_customer(&self.actor, id).await?
        {
            choices.insert(0, self::choice(customer));
        }
        Ok((choices, more))
    }

    /// Whom an id names.
    pub async fn bound_to(&self, id: CustomerId) -> Result<BoundTo, AppError> {
        let found = self.engine.find_customer(&self.actor, id).await?;
        Ok(BoundTo { id: id.to_string(), name: found.map(|customer| customer.name.to_string()) })
    }
}

/// A name, and what tells two of the same name apart. A number keeps its direction in every text.
fn choice(customer: Customer) -> Choice {
    let phone = customer.phone.map(|phone| format!("\u{2066}{phone}\u{2069}"));
    let remark = phone.or_else(|| customer.email.map(|email| email.to_string()));
    let remark = remark.or_else(|| customer.reference.map(|reference| reference.to_string()));
    let name = customer.name.to_string();
    Choice::new(
        customer.id.to_string(),
        remark.map_or_else(|| name.clone(), |remark| format!("{name} · {remark}")),
    )
}

/// What the form of a customer begins with.
fn pairs(customer: Customer) -> Vec<(String, String)> {
    use super::shown::form::entry;
    let optional = [
        (entry::EMAIL, customer.email.map(|email| email.to_string())),
        (entry::PHONE, customer.phone.map(|phone| phone.to_string())),
        (entry::REFERENCE, customer.reference.map(|reference| reference.to_string())),
    ];
    let optional = optional.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?)));
    std::iter::once((entry::NAME.to_owned(), customer.name.to_string())).chain(optional).collect()
}
